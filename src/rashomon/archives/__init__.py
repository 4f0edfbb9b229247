"""Web archives: WARC, ARC and WACZ to captures, and captures to WARC."""
