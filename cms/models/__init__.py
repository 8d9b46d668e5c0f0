from .frame import SiteFrame
from .generation import Generation
from .invariant_run import InvariantRun
from .media import CustomDocument, CustomImage, CustomRendition
from .page import BasePage
from .user import User
from .video import Video, VideoCaptions

__all__ = [
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "Generation",
    "InvariantRun",
    "SiteFrame",
    "User",
    "Video",
    "VideoCaptions",
]
