package exoroute.adapter.ws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS trust of a feed: the JDK's store, or exactly the authorities of one PEM file. */
final class TrustedAuthority {
    private TrustedAuthority() {}

    /**
     * A context that trusts the certificates of a PEM file, or the JDK's when the path is empty.
     *
     * @throws IllegalArgumentException naming the file
     */
    static SSLContext context(String pem) {
        try {
            if (pem.isBlank()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(pem)))) {
                int count = 0;
                for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("ca" + count++, c);
                }
                if (count == 0) {
                    throw new IllegalArgumentException("certificate file " + pem + " holds no certificate");
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("certificate file " + pem + " cannot be read: " + e, e);
        }
    }
}
