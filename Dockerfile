# Builds the service and runs it as a user without rights, on a file system it need not write: mount /models with generations of
# models and /log for the log of decisions, and give it a /tmp. docs/operations.md says what to set.
ARG JDK_IMAGE=eclipse-temurin:17-jdk
ARG JRE_IMAGE=eclipse-temurin:17-jre

FROM ${JDK_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip -Djacoco.skip -pl recsys-service -am package

FROM ${JRE_IMAGE}
RUN groupadd --gid 10001 recsys \
    && useradd --uid 10001 --gid recsys --no-create-home --home-dir /tmp --shell /usr/sbin/nologin recsys \
    && mkdir /models /log \
    && chown recsys:recsys /log
COPY --from=build /src/recsys-service/target/recsys-service.jar /app/recsys-service.jar
USER 10001:10001
WORKDIR /tmp
ENV RECSYS_STORE=/models \
    RECSYS_DECISION_LOG_FOLDER=/log \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
VOLUME ["/models", "/log"]
EXPOSE 8080
# By bash alone: a slim image has no other client.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ \"$status\" == *' 200'* ]]"]
# No shell between, so that SIGTERM reaches Java, which answers what it has begun and closes the log.
ENTRYPOINT ["java", "-jar", "/app/recsys-service.jar"]
