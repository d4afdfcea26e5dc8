package dev.tocsin.runtime.streams;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tocsin.runtime.ClockWatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Polls that end when the system clock is set back. A consumer counts the time of a poll by the system clock, and a
 * poll that began before the clock was set back an hour lasts that hour unless a record comes; no timer fires meanwhile. So
 * they are woken.
 */
final class WakefulPolls {

    private final List<Consumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();

    /** Wakes them when the watch says so. */
    WakefulPolls(ClockWatch watch) {
        watch.whenSet(step -> {
            if (step.isNegative()) {
                consumers.forEach(Consumer::wakeup);
            }
        });
    }

    /** The same consumer; who is given it does not see that it was woken. */
    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> wakeful(Consumer<byte[], byte[]> consumer) {
        consumers.add(consumer);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(Consumer.class.getClassLoader(), new Class<?>[]{
                Consumer.class}, new Woken(consumer, consumers));
    }

    /** A poll that was woken brought nothing; any other call was not meant, and is made again. */
    private record Woken(Consumer<byte[], byte[]> consumer, List<Consumer<byte[], byte[]>> open)
            implements
                InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                open.remove(consumer);
            }
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException failed) {
                if (!(failed.getCause() instanceof WakeupException)) {
                    throw failed.getCause();
                }
                return method.getName().equals("poll") ? ConsumerRecords.empty() : again(method, arguments);
            }
        }

        private Object again(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }
    }
}
