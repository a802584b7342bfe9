package exoroute.adapter.ws;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Joins fragments, bounded, and hands whole messages to the event loop. The next message is asked for only when the
 * last one was processed, so a slow feed slows its venue down instead of filling memory.
 */
final class JdkSocketListener implements WebSocket.Listener {
    private final EventLoop loop;
    private final Transport.Receiver receiver;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    JdkSocketListener(EventLoop loop, Transport.Receiver receiver, int limit) {
        this.loop = loop;
        this.receiver = receiver;
        this.limit = limit;
    }

    @Override
    public void onOpen(WebSocket socket) {
        Transport.Link link = new JdkTransport.JdkLink(socket);
        loop.execute(() -> receiver.opened(link));
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (tooLong(socket, text.length() + (long) data.length())) {
            return null;
        }
        text.append(data);
        if (!last) {
            socket.request(1);
            return null;
        }
        String whole = text.toString();
        text.setLength(0);
        deliver(socket, () -> receiver.text(whole));
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (tooLong(socket, binary.size() + (long) data.remaining())) {
            return null;
        }
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binary.writeBytes(part);
        if (!last) {
            socket.request(1);
            return null;
        }
        byte[] whole = binary.toByteArray();
        binary.reset();
        deliver(socket, () -> receiver.binary(whole));
        return null;
    }

    private boolean tooLong(WebSocket socket, long length) {
        if (length <= limit) {
            return false;
        }
        socket.abort();
        loop.execute(() -> receiver.closed("a message is longer than " + limit + " bytes"));
        return true;
    }

    private void deliver(WebSocket socket, Runnable message) {
        loop.execute(() -> {
            try {
                message.run();
            } finally {
                socket.request(1);
            }
        });
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
        deliver(socket, receiver::alive);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
        deliver(socket, receiver::alive);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        loop.execute(() -> receiver.closed("the venue closed the connection: " + code + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        loop.execute(() -> receiver.closed("the connection broke: " + JdkTransport.reason(error)));
    }
}
