namespace Grpc.Core;

/// <summary>Credentials of one call: they add metadata, such as a token, to it.</summary>
public abstract class CallCredentials
{
    /// <summary>Applies the credentials in the order given.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new Composite(credentials);

    /// <summary>Credentials that ask the function for metadata before each call.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new FromFunction(interceptor);

    /// <summary>Tells a client implementation what these credentials are made of.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class Composite : CallCredentials
    {
        private readonly IReadOnlyList<CallCredentials> _parts;

        public Composite(CallCredentials[] parts)
        {
            ArgumentNullException.ThrowIfNull(parts);
            if (parts.Length < 2) throw new ArgumentException("Composing takes two or more call credentials.", nameof(parts));
            _parts = [.. parts];
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _parts);
    }

    private sealed class FromFunction : CallCredentials
    {
        private readonly AsyncAuthInterceptor _interceptor;

        public FromFunction(AsyncAuthInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            _interceptor = interceptor;
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, _interceptor);
    }
}

/// <summary>Adds the metadata that authenticates a call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that is to be authenticated.</summary>
public class AuthInterceptorContext
{
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    public string ServiceUrl { get; }

    public string MethodName { get; }

    public CancellationToken CancellationToken { get; }
}

/// <summary>What a client implementation learns from <see cref="CallCredentials"/>.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
