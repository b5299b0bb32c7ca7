#!/usr/bin/env python3
"""Serves the site on a free port of the loopback, prints the port, and ends with its input."""
import os
import sys
import threading

import django
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.settings")
server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
server.set_app(get_wsgi_application())
print("Django %s serves on port %d." % (django.get_version(), server.server_port), flush=True)


def end_with_input():
    sys.stdin.read()
    server.shutdown()


threading.Thread(target=end_with_input, daemon=True).start()
server.serve_forever()
