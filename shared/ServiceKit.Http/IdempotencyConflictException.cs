namespace Platform.ServiceKit.Http;

/// <summary>Another request with the same key committed while this one was being carried out.</summary>
public sealed class IdempotencyConflictException()
    : Exception("A request with the same Idempotency-Key committed first.");
