using MassTransit;

namespace Platform.ServiceKit.Messaging;

/// <summary>What a queue brought and no consumer of this version takes. The bus alone would move it to <c>…_skipped</c>
/// at once.</summary>
internal sealed class ParkUnknownMessages(Parking parking) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var queue = context.InputAddress.AbsolutePath.Split('/')[^1];
        if (
            !context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
            || !await parking.TryParkAsync(
                queue,
                delivery.Exchange,
                delivery.Properties,
                context.Body.GetBytes(),
                context.CancellationToken
            )
        )
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");
}
