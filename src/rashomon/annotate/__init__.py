"""Article in, annotation out: claims, speakers and the record, beside the text, never inside it."""
