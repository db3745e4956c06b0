"""Django's settings. A council may set a few in the environment (docs/how-to); none is needed to begin."""

import os
from pathlib import Path

from sightline.web.place import database_of, read_secret, store_folder

HERE = Path(__file__).parent

STORE_FOLDER = store_folder()

# What a council may set.
COUNCIL_NAME = os.environ.get("SIGHTLINE_COUNCIL", "")
HOSTS = tuple(host for host in os.environ.get("SIGHTLINE_HOSTS", "").split() if host)
RECORD_URL = os.environ.get("SIGHTLINE_RECORD_URL", "")
"""The address of a child's record in the council's own case system, with {child_id} where the id goes."""
PROXY = os.environ.get("SIGHTLINE_PROXY", "127.0.0.1")
"""The address of the proxy before it, the one whose word on TLS and on who asks is taken."""
STALE_DAYS = int(os.environ.get("SIGHTLINE_STALE_DAYS", "2"))
"""Older than so many days, pages say that the data is old."""
OIDC_SERVER = os.environ.get("SIGHTLINE_OIDC_SERVER", "")
OIDC_NAME = os.environ.get("SIGHTLINE_OIDC_NAME", "your council account")

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = [*LOCAL_HOSTS, *HOSTS]
IS_LOCAL = not HOSTS
"""Served to this computer alone: no TLS, so cookies cannot be kept to TLS."""

DEBUG = False
INSTALLATION_SECRET = read_secret().encode()
SECRET_KEY = read_secret()
ROOT_URLCONF = "sightline.web.urls"
WSGI_APPLICATION = "sightline.web.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
"""Counts of failed sign-ins and codes used once: in the database, so that every process and a restart know of them."""
DATABASES = {"default": database_of(os.environ.get("SIGHTLINE_DATABASE", ""))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"] if OIDC_SERVER else []),
    "sightline.web.people",
    "sightline.web.access",
    "sightline.web.saved",
]
MIDDLEWARE = [
    "sightline.web.logs.log_requests",
    "sightline.web.headers.set_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sightline.web.sessions.end_old_sessions",
    "sightline.web.reconcile.upload.take_files",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "environment": "sightline.web.templating.make_environment",
            "context_processors": ["sightline.web.people.scope.add_reader"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# Language, time and static files.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Signing in.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "sightline.web.people.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "sightline.web.people.forms.SignInForm",
    "change_password": "sightline.web.people.forms.OwnPasswordForm",
    "reauthenticate": "sightline.web.people.forms.ConfirmForm",
}
MFA_ADAPTER = "sightline.web.people.signing_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "sightline.web.people.forms.CodeForm",
    "reauthenticate": "sightline.web.people.forms.ConfirmCodeForm",
    "activate_totp": "sightline.web.people.forms.SetUpCodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sightline"
SECOND_FACTOR_REQUIRED = os.environ.get("SIGHTLINE_SECOND_FACTOR", "optional" if IS_LOCAL else "required") == "required"
"""Asked of everybody with a local account, except where Sightline is served to this computer alone."""

# Single sign-on, where the council has set it up.
SOCIALACCOUNT_ADAPTER = "sightline.web.people.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {  # identity is the issuer and its subject, never an e-mail address
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": OIDC_NAME,
                "client_id": os.environ.get("SIGHTLINE_OIDC_CLIENT", ""),
                "secret": os.environ.get("SIGHTLINE_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_SERVER, "fetch_userinfo": False},
            }
        ],
    }
}

# Sessions: kept in the database, so that ending somebody ends them at once.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 15 * 60
SESSION_LONGEST_SECONDS = 10 * 60 * 60

# Cookies and headers. `sightline.web.headers` sets the rest.
SESSION_COOKIE_NAME = "sightline-session" if IS_LOCAL else "__Host-sightline-session"
CSRF_COOKIE_NAME = "sightline-form" if IS_LOCAL else "__Host-sightline-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]
CSRF_FAILURE_VIEW = "sightline.web.errors.form_refused"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31536000
SECURE_SSL_REDIRECT = not IS_LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health$"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A form holds text, never a file, but where lists are brought to be compared (`sightline.web.reconcile.upload`): loads
# come in by the command line.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_HANDLERS: list[str] = []
FILE_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "sightline.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "sightline": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
