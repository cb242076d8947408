"""The audit: which people of a firm's roster may file in which courts; read-only, gentle, many at once."""
