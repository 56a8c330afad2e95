using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Renewals.Tests.Messaging;

/// <summary>Queues keep their names from release to release: messages wait under them.</summary>
public sealed class QueueTests(RenewalsUnderTest renewals)
{
    [Theory]
    [InlineData("renewals-keep-calendar")]
    [InlineData("renewals-keep-accounts")]
    [InlineData("renewals-move-books-on-accounts-merged")]
    [InlineData("renewals-keep-account-health")]
    [InlineData("renewals-open-risk-on-red-band")]
    [InlineData("renewals-open-risk-on-champion-left")]
    [InlineData("renewals-open-risk-on-power-user-departed")]
    [InlineData("renewals-open-risk-on-loop-overdue")]
    [InlineData("renewals-open-expansion-on-usage-threshold-crossed")]
    [InlineData("renewals-keep-plan-value")]
    [InlineData("renewals-keep-open-requests")]
    [InlineData("renewals-keep-churn-interviews")]
    [InlineData("renewals-keep-contact-names")]
    [InlineData("renewals-erase-contact-on-erasure-requested")]
    public async Task A_handler_listens_at_its_pinned_queue(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = renewals.VirtualHost }.CreateConnectionAsync();

        await Eventually.HoldsAsync(() => HasConsumerAsync(connection, queue), $"{queue} has a consumer");
    }

    private static async Task<bool> HasConsumerAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).ConsumerCount > 0;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }
}
