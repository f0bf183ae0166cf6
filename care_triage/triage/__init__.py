"""Turns a request into needs and referrals: understands the words, decides, explains."""
