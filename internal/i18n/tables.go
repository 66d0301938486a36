package i18n

// tables is the catalogue, one table for each part of the program.
var tables = []map[Key]message{reportMessages, commandMessages, toolMessages, siteMessages, whyMessages}
