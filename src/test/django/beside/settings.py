"""A site as the tutorials of Django REST Framework and simplejwt make it; the database is a test's."""
import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "beside.urls"
USE_TZ = True
TIME_ZONE = "Asia/Dhaka"  # No moment in the database may depend on it.

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "rest_framework.authtoken",
    "rest_framework_simplejwt",
    "rest_framework_simplejwt.token_blacklist",
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends." + os.environ["DATABASE_ENGINE"],
        "HOST": "127.0.0.1",
        "PORT": os.environ["DATABASE_PORT"],
        "NAME": os.environ["DATABASE_NAME"],
        "USER": os.environ["DATABASE_USER"],
    }
}
if "DATABASE_SCHEMA" in os.environ:
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c search_path=" + os.environ["DATABASE_SCHEMA"]
    }

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication",
        "rest_framework.authentication.TokenAuthentication",
    ],
}

SIMPLE_JWT = {
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
}
