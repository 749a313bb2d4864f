from .feedback import Feedback
from .pages import ArticlePage, ContentPage, FrontPage, NewsIndexPage, NewsPage, ThemePage

__all__ = ["ArticlePage", "ContentPage", "Feedback", "FrontPage", "NewsIndexPage", "NewsPage", "ThemePage"]
