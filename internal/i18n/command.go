package i18n

var commandMessages = map[Key]message{}
