from .experience import Again, CostRange, Decision, EvidenceLevel, Experience, TaggedExperience
from .parts import ExperienceFile, ExperiencePicture, Measure
from .review import Proposal, ProposalState, Remark

__all__ = [
    "Again", "CostRange", "Decision", "EvidenceLevel", "Experience", "ExperienceFile", "ExperiencePicture", "Measure",
    "Proposal", "ProposalState", "Remark", "TaggedExperience",
]  # fmt: skip
