namespace Aspire.Hosting;

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation => operation;

    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;

    public bool IsRunMode => operation == DistributedApplicationOperation.Run;
}
