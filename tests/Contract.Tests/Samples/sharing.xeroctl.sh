# Share a model to the catalog
xeroctl models <model-id> --share

# Remove from the catalog
xeroctl models <model-id> --unshare
