from .contribution import ContributionForm
from .experience import ExperienceForm
from .resource import ResourceForm

__all__ = ["ContributionForm", "ExperienceForm", "ResourceForm"]
