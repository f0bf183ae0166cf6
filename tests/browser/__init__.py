"""What a person sees and does, in headless Chromium, on phone and desktop sizes."""
