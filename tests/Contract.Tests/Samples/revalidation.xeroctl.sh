xeroctl models revalidate <model-id>
