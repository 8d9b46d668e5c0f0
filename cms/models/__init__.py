from .frame import SiteFrame
from .invariant_run import InvariantRun
from .media import CustomDocument, CustomImage, CustomRendition
from .page import BasePage
from .user import User

__all__ = ["BasePage", "CustomDocument", "CustomImage", "CustomRendition", "InvariantRun", "SiteFrame", "User"]
