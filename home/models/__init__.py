from .action_plan import ActionPlanPage
from .concept import ConceptPage, FieldOfActionPage
from .content import ContentPage
from .home import HomePage
from .news import NewsIndexPage, NewsPage
from .process import ProcessPage

__all__ = [
    "ActionPlanPage",
    "ConceptPage",
    "ContentPage",
    "FieldOfActionPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ProcessPage",
]
