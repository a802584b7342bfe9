/**
 * The one northbound contract: {@link exoroute.api.desk.OrderDesk}, implemented by the router, called by the
 * shell, the FIX gateway, the console and the bridge.
 */
@Version("1.1.0")
package exoroute.api.desk;

import org.osgi.annotation.versioning.Version;
