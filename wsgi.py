"""What servers and the `flask` command load: `granian wsgi:app`, `flask --app wsgi`."""

from care_triage import create_app
from config import Config

app = create_app(Config.from_environment())
