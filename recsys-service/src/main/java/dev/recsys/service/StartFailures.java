package dev.recsys.service;

import dev.recsys.live.Live;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in a sentence, without a stack trace, why nothing can be served: no models are set, or those set can't be read. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchBeanDefinitionException missing
                    && missing.getResolvableType() != null
                    && Live.class.equals(missing.getResolvableType().resolve())) {
                return new FailureAnalysis(
                        "It is not set where models come from.", "Give --models DIR or --store DIR.", failure);
            }
            if (hasBindFailure(cause)) {
                return null; // Spring names the property and the value
            }
            if (cause instanceof BeanCreationException bean
                    && bean.getBeanName() != null
                    && bean.getBeanName().startsWith("recsys")) {
                return new FailureAnalysis(sentence(root(cause)), "Mend it, and start again.", failure);
            }
        }
        return null;
    }

    private static boolean hasBindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(Throwable root) {
        if (root instanceof NoSuchFileException missing) {
            return "There is no file or folder " + missing.getFile() + ".";
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getName() : message;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
