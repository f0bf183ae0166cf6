"""An owner files a request, follows it, answers, adds documents, withdraws."""
