// Package certificate reads the certificate and the key that a server shows to its clients ([Open]), again whenever the
// files change, so that a renewed one needs no restart; and makes a self-signed one for the first minutes ([MakeSelfSigned]).
//
// Left of this package stands cmd/tarn, which serves; right of it are crypto/tls and the files. It must not know commands
// and the protocol that is encrypted.
package certificate
