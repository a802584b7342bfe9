package exoroute.api.plan;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Proves a log folder offline: verifies it, feeds its events to a fresh core, and compares what the core decides
 * with what was recorded, byte for byte. Needs no keys and no network; works on a copy.
 */
@ProviderType
public interface Replay {
    /**
     * Replays a folder on the caller's thread.
     *
     * @param folder the log folder; nothing is written
     * @param resolve whether to run the engines again and compare their answers too
     * @throws LogException when the log itself does not verify
     */
    ReplayReport replay(Path folder, boolean resolve);
}
