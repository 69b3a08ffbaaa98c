from apps.debate.models.citation import ProposalCitation
from apps.debate.models.proposal import Proposal
from apps.debate.models.proposer import Proposer

__all__ = ["Proposal", "ProposalCitation", "Proposer"]
