import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from apps.record.models import Profile, Release


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence("curator{}".format)


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)
    display_name = factory.Sequence("Curator {}".format)


class ReleaseFactory(DjangoModelFactory):
    """Names a changeset, which the caller gives: nobody but the database makes one."""

    class Meta:
        model = Release

    name = factory.Sequence("2026.{}".format)
    title = "A release"
