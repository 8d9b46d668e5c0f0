"""What may be uploaded as a picture."""

# What phones and cameras make; HEIC becomes JPEG. SVG is a program and stays out.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
# A photograph of today's phones has up to 50 million pixels; four of them at once must fit into a small server.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pictures.forms.PictureForm"
