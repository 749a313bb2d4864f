from .contribution import Contribution
from .experience import Again, CostRange, Decision, EvidenceLevel, Experience, TaggedExperience
from .parts import ExperienceFile, ExperiencePicture, Measure
from .resource import (
    Currency,
    Downloads,
    Licence,
    Resource,
    ResourceFile,
    ResourceKind,
    ResourceVersion,
    TaggedResource,
    TimeToUse,
)
from .review import Proposal, ProposalState, Remark

__all__ = [
    "Again", "Contribution", "CostRange", "Currency", "Decision", "Downloads", "EvidenceLevel", "Experience",
    "ExperienceFile", "ExperiencePicture", "Licence", "Measure", "Proposal", "ProposalState", "Remark", "Resource",
    "ResourceFile", "ResourceKind", "ResourceVersion", "TaggedExperience", "TaggedResource", "TimeToUse",
]  # fmt: skip
