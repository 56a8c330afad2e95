namespace Grpc.Core;

/// <summary>How a channel is secured, and with what credentials its calls are made.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No transport security.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS with the system's roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    internal virtual bool IsComposable => false;

    /// <summary>A secured channel whose every call carries the call credentials.</summary>
    /// <exception cref="ArgumentException">The channel is not secured: credentials would travel in the clear.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new CompositeCredentials(channelCredentials, callCredentials);

    /// <summary>Tells a client implementation what these credentials are made of.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class CompositeCredentials : ChannelCredentials
    {
        private readonly ChannelCredentials _channel;
        private readonly CallCredentials _call;

        public CompositeCredentials(ChannelCredentials channel, CallCredentials call)
        {
            ArgumentNullException.ThrowIfNull(channel);
            ArgumentNullException.ThrowIfNull(call);
            if (!channel.IsComposable)
                throw new ArgumentException($"{channel.GetType().Name} cannot carry call credentials; use SslCredentials.", nameof(channel));
            _channel = channel;
            _call = call;
        }

        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _channel, _call);
    }
}

/// <summary>What a client implementation learns from <see cref="ChannelCredentials"/>.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    public abstract void SetInsecureCredentials(object? state);

    public abstract void SetSslCredentials(object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    public abstract void SetCompositeCredentials(object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
