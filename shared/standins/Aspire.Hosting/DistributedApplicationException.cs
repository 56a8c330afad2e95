namespace Aspire.Hosting;

/// <summary>The application's description is wrong, or it could not be run.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException() { }

    public DistributedApplicationException(string message) : base(message) { }

    public DistributedApplicationException(string message, Exception inner) : base(message, inner) { }
}
