# gunicorn reads this file where it is started in this folder; elsewhere name it with --config.
logger_class = "cms.logs.gunicorn.PrivateLog"
