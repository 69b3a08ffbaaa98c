from apps.actors.models.actor import Actor, ActorKind
from apps.actors.models.citation import ActorCitation

__all__ = ["Actor", "ActorCitation", "ActorKind"]
