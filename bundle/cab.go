package bundle

func (w *walker) cab(n node) error {
	p := lost(CodeArchive, n.path, "cabinets are not read yet")
	return w.emit(n, &p)
}
