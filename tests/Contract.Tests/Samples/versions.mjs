const headers = {
  "Authorization": "Bearer xero_my-project_abc123",
  "Content-Type": "application/json"
};
const base = "https://api.xerotier.ai/proj_ABC123/v1";
const modelId = "MODEL_ID";

// List versions (envelope: { object: "list", data: [...] })
const versionsResponse = await fetch(
  `${base}/models/${modelId}/versions`,
  { headers }
);
const versions = await versionsResponse.json();
for (const v of (versions.data || [])) {
  console.log(` ${v.version} (latest=${v.is_latest})`);
}

// Create a new version
const createResponse = await fetch(
  `${base}/models/${modelId}/versions`,
  {
    method: "POST",
    headers,
    body: JSON.stringify({
      version: "2.0.0",
      version_notes: "Improved accuracy"
    })
  }
);
console.log("Created version:", await createResponse.json());

// Promote a version
await fetch(
  `${base}/models/${modelId}/versions/2.0.0/promote`,
  { method: "POST", headers }
);

// Rollback to a previous version
await fetch(
  `${base}/models/${modelId}/versions/1.0.0/rollback`,
  { method: "POST", headers }
);
