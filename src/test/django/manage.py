#!/usr/bin/env python3
"""Django's own command line for the site that stands beside a gate in DjangoBesideSuite."""
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.settings")
    execute_from_command_line(sys.argv)
