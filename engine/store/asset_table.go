package store

// assetTable is what people see of the assets.
var assetTable = relation{
	Schema: "tarn", Name: "asset",
	Comment: "Files that belong to the data directory and are no resources, such as vocabularies: one row each",
	Columns: []attribute{
		{"asset_id", "BIGINT", "Number of the asset"},
		{"kind", "VARCHAR", "What it is: vocabulary"},
		{"name", "VARCHAR", "Its name, unique among its kind"},
		{"version", "VARCHAR", "Version as its publisher states it"},
		{"licence", "VARCHAR", "Licence under which the site has it"},
		{"source", "VARCHAR", "Files it was made of"},
		{"sha256", "VARCHAR", "SHA-256 of its bytes, in hexadecimal"},
		{"bytes", "BIGINT", "Number of its bytes"},
		{"facts", "VARCHAR", "What else is known of it, as a JSON object"},
		{"enabled", "BOOLEAN", "Whether it is used"},
		{"added", "TIMESTAMP WITH TIME ZONE", "When it was added"},
	},
	PrimaryKey: []string{"asset_id"},
}

// assetPieces are the bytes, cut as those of raw.piece are and for the same reason (DESIGN.md).
var assetPieces = relation{
	Schema: "raw", Name: "asset_piece",
	Comment: "The bytes of the assets, in pieces of at most 4000 bytes",
	Columns: []attribute{
		{"asset_id", "BIGINT", "The asset"},
		{"ordinal", "BIGINT", "Number of the piece in the asset, from 1"},
		{"data", "BLOB", "The bytes"},
	},
	PrimaryKey: []string{"asset_id", "ordinal"},
}
