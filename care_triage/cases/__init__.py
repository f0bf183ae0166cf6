"""The case, its needs, referrals, messages, documents, clocks and history."""
