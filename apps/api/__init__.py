"""The REST API. Questions are asked of `chronicle`; here they are only read and worded."""
