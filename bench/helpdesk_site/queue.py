"""One queue that the public may write to; prints its number. Run once after the migrations."""

import django

django.setup()

from helpdesk.models import Queue  # noqa: E402 - models exist after set-up only

queue = Queue.objects.create(title="Bench", slug="bench", allow_public_submission=True)
print(queue.pk)
