using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Hosting;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Data;

/// <summary>What a unit of work has to know of its surroundings: who acts, at what time, for which request.</summary>
public sealed class RequestContext(
    TimeProvider clock,
    OutboxSignal outboxSignal,
    ServiceIdentity service,
    IHttpContextAccessor http
)
{
    private static readonly AsyncLocal<string?> ActingFor = new();
    private static readonly AsyncLocal<bool> Bulk = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public string Actor =>
        Inbox.CurrentActor
        ?? ActingFor.Value
        ?? (
            http.HttpContext?.User is { Identity.IsAuthenticated: true } user
                ? Caller.From(user).Id
                : $"service:{service.Name}"
        );

    /// <summary>From here on in this flow of calls, background work is done in the name of whoever asked for
    /// it.</summary>
    public static void ActFor(string actor) => ActingFor.Value = actor;

    public bool IsBulk => Bulk.Value;

    /// <summary>From here on in this flow of calls, events are of bulk work: they are told once it pauses (after a
    /// minute at the latest), behind everybody else's.</summary>
    public static void TellInBulk() => Bulk.Value = true;

    public string CorrelationId => Inbox.CurrentCorrelationId ?? Activity.Current?.TraceId.ToHexString() ?? "";

    internal OutboxSignal OutboxSignal => outboxSignal;

    internal IdempotentRequest? Request => http.HttpContext?.Features.Get<IdempotentRequest>();
}
