"""An index in an OpenSearch cluster: immutable indices, of which one document tells the ones that are in force."""
