package bundle

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

// fileFlagDeleteOnClose is FILE_FLAG_DELETE_ON_CLOSE of CreateFile.
const fileFlagDeleteOnClose = 0x04000000

// createUnnamed makes a temporary file that Windows removes when the program
// ends, however it ends.
func createUnnamed() (*os.File, error) {
	name := filepath.Join(os.TempDir(), "diag-"+rand.Text())
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL|fileFlagDeleteOnClose, 0o600)
}
