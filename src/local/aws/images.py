"""Images in moto's EC2: the snapshots of an image get the tags that CreateImage asks for, which moto 5.2 does not do."""


def install(backend):
    """Into the class of moto's EC2 that makes images."""
    moto_create = backend.create_image

    def create_image(self, instance_id, name, description, tag_specifications):
        of_snapshots = [one for one in tag_specifications if one["ResourceType"] == "snapshot"]
        others = [one for one in tag_specifications if one not in of_snapshots]
        image = moto_create(self, instance_id, name, description, tag_specifications=others)
        for one in of_snapshots:
            image.ebs_snapshot.add_tags({tag["Key"]: tag["Value"] for tag in one["Tags"]})
        return image

    backend.create_image = create_image
