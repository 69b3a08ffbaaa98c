"""The OpenAPI document: made of the declarations by which the API answers, committed as `apps/api/openapi.yaml`."""
