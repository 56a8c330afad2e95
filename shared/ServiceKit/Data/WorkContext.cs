using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Hosting;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Data;

/// <summary>What a unit of work has to know of its surroundings: who acts, at what time, for which request.</summary>
public sealed class WorkContext(TimeProvider clock, OutboxSignal outboxSignal, ServiceIdentity service, IHttpContextAccessor http)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public string Actor => Inbox.CurrentActor ?? (http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? Caller.From(user).Id : $"service:{service.Name}");

    public string CorrelationId => Inbox.CurrentCorrelationId ?? Activity.Current?.TraceId.ToHexString() ?? "";

    internal OutboxSignal OutboxSignal => outboxSignal;

    internal IdempotentRequest? Request => http.HttpContext?.Features.Get<IdempotentRequest>();
}
