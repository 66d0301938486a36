package bundle

func (w *walker) sevenZip(n node) error {
	p := lost(CodeArchive, n.path, "7z archives are not read yet")
	return w.emit(n, &p)
}
