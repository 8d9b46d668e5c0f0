# gunicorn reads this file where it is started in this folder; elsewhere name it with --config.
logger_class = "cms.logs.gunicorn.PrivateLog"
# A little longer than nginx keeps its connections (deploy/nginx/teilhabe.conf): it never writes into one that has ended.
keepalive = 65
